package cab.infrastructure.lock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A program that takes the lock named by its argument, says how that went, and ends with its input. */
final class LockingProcess {

    private LockingProcess() {}

    public static void main(String[] arguments) throws IOException {
        Holder self = new Holder(ProcessHandle.current().pid(), "test", Instant.EPOCH);
        try (FileInstanceLock lock = new FileInstanceLock(Path.of(arguments[0]), self)) {
            Optional<String> other = lock.acquireOrHolder();
            byte[] answer = (other.orElse("taken") + "\n").getBytes(StandardCharsets.UTF_8);
            System.out.write(answer);
            System.out.flush();
            int end = System.in.read();
            System.exit(end < 0 ? 0 : 1);
        }
    }
}
