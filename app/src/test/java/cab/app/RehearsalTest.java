package cab.app;

import static org.assertj.core.api.Assertions.assertThat;

import cab.cli.CabCommand;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    @Test
    void everyCommandThatIsRehearsedWorks() {
        Rehearsal rehearsal =
                new Rehearsal((quiet, environment) -> new CabCommand("1", Main.commands(quiet, environment), quiet));

        assertThat(rehearsal.getAsInt()).isZero();
    }
}
