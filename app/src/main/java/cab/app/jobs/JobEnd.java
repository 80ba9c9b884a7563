package cab.app.jobs;

import com.fasterxml.jackson.databind.JsonNode;

/** How the work of a job has ended. */
public sealed interface JobEnd {

    /**
     * It is done.
     *
     * @param result what is kept of it and told to everybody who asks; belongs to the job from now on
     */
    record Done(JsonNode result) implements JobEnd {}

    /**
     * It cannot be done.
     *
     * @param reason for the one who has asked; no secret, no path
     */
    record Failed(String reason) implements JobEnd {}

    /** It was not wanted any more. */
    record Cancelled() implements JobEnd {}
}
