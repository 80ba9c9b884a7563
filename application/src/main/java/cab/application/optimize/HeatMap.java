package cab.application.optimize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The objective over the two settings that matter most: hills and lonely peaks at a glance. Immutable.
 *
 * @param across name of the setting across
 * @param down name of the setting downwards
 * @param columns values across; of many neighbours the first
 * @param rows values downwards, likewise
 * @param cells for each row, for each column, the mean objective of the trials there that count; empty where none does
 */
public record HeatMap(
        String across, String down, List<String> columns, List<String> rows, List<List<OptionalDouble>> cells) {

    private static final int CELLS_MAX = 30;

    public HeatMap {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        cells = cells.stream().map(List::copyOf).toList();
    }

    /** The map of {@code study}; empty when fewer than two settings were searched. */
    public static Optional<HeatMap> of(StudyResult study) {
        List<Dimension> dimensions = study.plan().space().dimensions();
        if (dimensions.size() < 2) {
            return Optional.empty();
        }
        List<String> names =
                Importance.of(study).stream().map(Importance::name).limit(2).toList();
        int across = indexOf(dimensions, names.getFirst());
        int down = indexOf(dimensions, names.getLast());
        return Optional.of(of(study, Math.min(across, down), Math.max(across, down)));
    }

    private static int indexOf(List<Dimension> dimensions, String name) {
        int index = 0;
        while (!dimensions.get(index).name().equals(name)) {
            index++;
        }
        return index;
    }

    private static HeatMap of(StudyResult study, int across, int down) {
        Dimension columns = study.plan().space().dimensions().get(across);
        Dimension rows = study.plan().space().dimensions().get(down);
        int width = Math.min(CELLS_MAX, columns.size());
        int height = Math.min(CELLS_MAX, rows.size());
        double[][] sums = new double[height][width];
        int[][] counts = new int[height][width];
        for (Trial trial : study.ranking()) {
            int column = groupOf(trial.point().index(across), columns.size(), width);
            int row = groupOf(trial.point().index(down), rows.size(), height);
            sums[row][column] += study.plan().goal().of(trial).orElseThrow();
            counts[row][column]++;
        }
        List<List<OptionalDouble>> cells = new ArrayList<>();
        for (int row = 0; row < height; row++) {
            List<OptionalDouble> line = new ArrayList<>();
            for (int column = 0; column < width; column++) {
                line.add(
                        counts[row][column] == 0
                                ? OptionalDouble.empty()
                                : OptionalDouble.of(sums[row][column] / counts[row][column]));
            }
            cells.add(line);
        }
        return new HeatMap(columns.name(), rows.name(), labels(columns, width), labels(rows, height), cells);
    }

    private static int groupOf(int index, int size, int groups) {
        return (int) ((long) index * groups / size);
    }

    private static List<String> labels(Dimension dimension, int groups) {
        List<String> labels = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            // The first value of a group, rounded up as the division above rounds down.
            labels.add(dimension.text((int) (((long) group * dimension.size() + groups - 1) / groups)));
        }
        return labels;
    }
}
