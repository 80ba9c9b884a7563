package cab.infrastructure.study;

import cab.application.optimize.Trial;
import cab.application.port.StorageException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The studies in a directory, a file each: a line of JSON on what is searched, then one for each trial.
 *
 * <p>Lines of JSON rather than tables: trials are only ever appended and read as a whole, a kill costs at most the line
 * it cuts off, files can be read, copied and thrown away by hand, and a long search never waits for the database that
 * trades. Thread-safe.
 */
public final class StudyFolder {

    private static final String ENDING = ".jsonl";
    private static final long BYTES_MAX = 1L << 28;
    private static final int NAMES_MAX = 1_000;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path folder;

    /** The studies under the directory of the program's data. */
    public StudyFolder(Path dataDirectory) {
        this.folder = dataDirectory.resolve("studies");
    }

    /** A name that no study has, made of the time and of what is searched. */
    public String freeName(Instant now, String topic) {
        String name = STAMP.format(now) + "-" + topic.replaceAll("[^A-Za-z0-9_]+", "-");
        String free = name;
        for (int number = 2; Files.exists(fileOf(free)) && number < NAMES_MAX; number++) {
            free = name + "-" + number;
        }
        return free;
    }

    /** The names of all studies, the latest first. */
    public List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException unreadable) {
            throw new StorageException("studies in " + folder + " cannot be listed: " + unreadable, unreadable);
        }
    }

    public Path folder() {
        return folder;
    }

    private Path fileOf(String name) {
        return folder.resolve(name + ENDING);
    }

    /**
     * Begins a study.
     *
     * @throws StorageException when it cannot be written
     */
    public StudyLog begin(StudyHead head) {
        try {
            Path _ = Files.createDirectories(folder);
            return StudyLog.begin(fileOf(head.name()), StudyJson.of(head));
        } catch (IOException unwritable) {
            throw new StorageException(
                    "study " + fileOf(head.name()) + " cannot be written: " + unwritable, unwritable);
        }
    }

    /**
     * Goes on with a study that was read.
     *
     * @param trials how many there are to be from now on
     * @throws StorageException when it cannot be written, or another process goes on with it
     */
    public StudyLog goOn(KeptStudy study, int trials) {
        Path file = fileOf(study.head().name());
        try {
            StudyLog log = StudyLog.goOn(file, study.bytes());
            if (trials != study.head().search().trials()) {
                log.trials(trials);
            }
            return log;
        } catch (IOException unwritable) {
            throw new StorageException("study " + file + " cannot be written: " + unwritable, unwritable);
        }
    }

    /**
     * The study {@code name}; empty when there is none.
     *
     * @throws StorageException when it cannot be read, or is none
     */
    public Optional<KeptStudy> read(String name) {
        Path file = fileOf(name);
        if (!names().contains(name)) {
            return Optional.empty();
        }
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw new StorageException("study " + file + " is larger than " + BYTES_MAX + " bytes");
            }
            return Optional.of(read(file, Files.readAllBytes(file)));
        } catch (IOException unreadable) {
            throw new StorageException("study " + file + " cannot be read: " + unreadable, unreadable);
        }
    }

    private static KeptStudy read(Path file, byte[] content) {
        StudyHead head = null;
        Map<Integer, Map<Integer, Trial>> trials = new TreeMap<>();
        int from = 0;
        for (int line = 1; from < content.length; line++) {
            int end = from;
            while (end < content.length && content[end] != '\n') {
                end++;
            }
            if (end == content.length) {
                // The last line has no end: a kill cut it off.
                break;
            }
            try {
                JsonNode json =
                        StudyJson.MAPPER.readTree(new String(content, from, end - from, StandardCharsets.UTF_8));
                if (head == null) {
                    head = StudyJson.head(json);
                } else if (json.has("n")) {
                    Trial trial = StudyJson.trial(json);
                    Trial _ = trials.computeIfAbsent(json.path("w").asInt(), _ -> new TreeMap<>())
                            .put(trial.number(), trial);
                } else {
                    head = head.withTrials(json.path("trials").asInt());
                }
            } catch (JsonProcessingException | IllegalArgumentException | DateTimeException wrong) {
                throw new StorageException(
                        "study " + file + " line " + line + " is no line of a study: " + firstLine(wrong), wrong);
            }
            from = end + 1;
        }
        if (head == null) {
            throw new StorageException("study " + file + " is empty");
        }
        return new KeptStudy(head, trials, from);
    }

    private static String firstLine(Exception wrong) {
        return String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
    }
}
