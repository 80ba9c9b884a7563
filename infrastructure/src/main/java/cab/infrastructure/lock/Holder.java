package cab.infrastructure.lock;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Who holds a lock, for the one who does not get it. Immutable.
 *
 * @param pid process number
 * @param host name of the machine or container it runs in
 * @param since when it took the lock
 */
public record Holder(long pid, String host, Instant since) {

    /** This process. */
    public static Holder thisProcess(InstantSource clock) {
        return new Holder(
                ProcessHandle.current().pid(), hostName(), clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "an unnamed host";
        }
    }

    /** Such as {@code process 4711 on trader-1 since 2026-03-01T12:00:00Z}. */
    @Override
    public String toString() {
        return "process " + pid + " on " + host + " since " + since;
    }
}
