package cab.infrastructure.secrets;

/** What came of reading a small text file. Neither case ever holds content of a file that was refused. */
public sealed interface FileReading {

    /**
     * The file was read.
     *
     * @param text its whole content
     */
    record Read(String text) implements FileReading {

        /** Without the content, which may be secret. */
        @Override
        public String toString() {
            return "Read[" + text.length() + " characters]";
        }
    }

    /**
     * The file cannot be used.
     *
     * @param problem what is wrong, without a full stop
     * @param got what was found
     * @param expected what is allowed
     */
    record Refused(String problem, String got, String expected) implements FileReading {}
}
