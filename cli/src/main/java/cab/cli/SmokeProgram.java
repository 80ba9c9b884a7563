package cab.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** One whole cycle on throw-away storage: does this installation work? */
@FunctionalInterface
public interface SmokeProgram {

    /**
     * Takes the steps one after the other and stops at the first that fails.
     *
     * @param envFile the settings file, when one was named
     * @param observer told of each step as it ends
     * @return whether all steps succeeded
     */
    boolean run(Optional<Path> envFile, Consumer<Step> observer);

    /**
     * One step.
     *
     * @param name what was tried
     * @param passed whether it worked
     * @param took how long
     * @param detail what came of it, in words
     */
    record Step(String name, boolean passed, Duration took, String detail) {}
}
