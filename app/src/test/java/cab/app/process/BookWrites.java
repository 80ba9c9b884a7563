package cab.app.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at the files of a book from outside. */
final class BookWrites {

    private BookWrites() {}

    /** Returns as soon as so many commits to the book were seen: intents, answers, fills; or when none come. */
    static void await(CabProcess process, Path book, int wanted, int withinMs) throws Exception {
        Path log = book.resolveSibling(book.getFileName() + "-wal");
        FileTime last = Files.getLastModifiedTime(log);
        int writes = 0;
        for (int waited = 0; waited < withinMs && writes < wanted; waited++) {
            if (process.endsWithin(1)) {
                return;
            }
            FileTime now = Files.getLastModifiedTime(log);
            writes += now.equals(last) ? 0 : 1;
            last = now;
        }
    }

    /** What {@code reader} finds in copied databases. */
    @FunctionalInterface
    interface Reader {

        /** Reads {@code first}, the first of the copies; the others are beside it. */
        BookComparison read(Path first) throws Exception;
    }

    /**
     * Reads copies of what a killed program left: who opens a database brings its log into it, and that is what the
     * restart has to do. Empty when one of them is not there yet, or has no orders yet.
     */
    static Optional<BookComparison> copied(Path folder, List<String> databases, Reader reader) throws Exception {
        Path copies = Files.createTempDirectory(folder, "left");
        try {
            for (String file : databases) {
                for (String part : List.of("", "-wal")) {
                    Path source = folder.resolve(file + part);
                    if (Files.exists(source)) {
                        Path _ = Files.copy(source, copies.resolve(source.getFileName()));
                    }
                }
            }
            Path book = copies.resolve(Path.of(databases.getFirst()).getFileName());
            for (String file : databases) {
                if (!hasOrders(copies.resolve(Path.of(file).getFileName()))) {
                    return Optional.empty();
                }
            }
            return Optional.of(reader.read(book));
        } finally {
            try (Stream<Path> files = Files.list(copies)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(copies);
        }
    }

    private static boolean hasOrders(Path database) throws SQLException {
        if (!Files.exists(database)) {
            return false;
        }
        try (Connection copy = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = copy.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM sqlite_master WHERE type = 'table'"
                        + " AND name IN ('orders', 'venue_order')")) {
            return row.next() && row.getInt(1) == 1;
        }
    }
}
