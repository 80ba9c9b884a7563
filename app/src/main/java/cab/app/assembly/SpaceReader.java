package cab.app.assembly;

import cab.application.optimize.Dimension;
import cab.application.optimize.DimensionText;
import cab.application.optimize.SearchSpace;
import cab.cli.ExitCode;
import cab.cli.Refusal;
import cab.infrastructure.config.SettingsVariants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads what is to be searched, and refuses with every problem. Owned by one thread. */
final class SpaceReader {

    private static final long FILE_BYTES_MAX = 256 * 1024;

    private final SettingsVariants variants;
    private final List<String> problems = new ArrayList<>();
    private final List<Dimension> dimensions = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    SpaceReader(SettingsVariants variants) {
        this.variants = variants;
    }

    /**
     * The space of {@code written}: each a dimension, or a file of them.
     *
     * @throws Refusal as wrong usage
     */
    SearchSpace read(List<String> written) {
        written.forEach(text -> {
            if (text.indexOf('=') >= 0) {
                add(text, "");
            } else {
                addFile(Path.of(text));
            }
        });
        if (problems.isEmpty() && dimensions.isEmpty()) {
            problems.add("--space: names no setting");
        }
        if (dimensions.size() > SearchSpace.DIMENSIONS_MAX) {
            problems.add("--space: names " + dimensions.size() + " settings, at most " + SearchSpace.DIMENSIONS_MAX
                    + " can be searched");
        }
        if (!problems.isEmpty()) {
            throw new Refusal(
                    ExitCode.USAGE,
                    problems.stream().map(problem -> "cab: " + problem).toList());
        }
        return new SearchSpace(dimensions);
    }

    /** The dimensions that were read, each as it was written. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    private void addFile(Path file) {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                problems.add(file + " is larger than " + FILE_BYTES_MAX + " bytes, which is no space");
                return;
            }
            List<String> lines = Files.readAllLines(file);
            for (int index = 0; index < lines.size(); index++) {
                String line = lines.get(index).strip();
                if (!line.isEmpty() && !line.startsWith("#")) {
                    add(line, file + " line " + (index + 1) + ": ");
                }
            }
        } catch (NoSuchFileException absent) {
            problems.add("--space: '" + file + "' is neither NAME=from..to nor a file");
        } catch (IOException unreadable) {
            problems.add(file + " cannot be read: " + unreadable);
        }
    }

    private void add(String text, String where) {
        switch (DimensionText.read(text)) {
            case DimensionText.Outcome.Refused(String problem) -> problems.add(where + "--space " + problem);
            case DimensionText.Outcome.Read(Dimension dimension) -> {
                List<String> faults = faultsOf(dimension);
                faults.forEach(fault -> problems.add(where + dimension.name() + ": " + fault));
                if (faults.isEmpty()) {
                    dimensions.add(dimension);
                    lines.add(text);
                }
            }
        }
    }

    /** The ends of a range are enough: what lies between is allowed when they are. */
    private List<String> faultsOf(Dimension dimension) {
        List<String> faults = new ArrayList<>();
        variants.faultOf(dimension.name()).ifPresent(faults::add);
        if (dimensions.stream().anyMatch(other -> other.name().equals(dimension.name()))) {
            faults.add("is searched twice");
        }
        if (!faults.isEmpty()) {
            return faults;
        }
        boolean isRange = dimension.isOrdered();
        for (int index = 0; index < dimension.size(); index += isRange ? Math.max(1, dimension.size() - 1) : 1) {
            variants.faultOf(dimension.name(), dimension.text(index)).ifPresent(faults::add);
        }
        return faults;
    }
}
