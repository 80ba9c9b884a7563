package cab.app.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** An answer that says why a request was not done. It is what the caller sees: no stack, no class names, no secrets. */
final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient List<String> faults;

    ApiError(int status, String code, String message) {
        this(status, code, message, List.of());
    }

    private ApiError(int status, String code, String message, List<String> faults) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.faults = List.copyOf(faults);
    }

    static ApiError malformed(String message) {
        return new ApiError(400, "malformed", message);
    }

    static ApiError unauthorised(String message) {
        return new ApiError(401, "unauthorised", message);
    }

    static ApiError forbidden(String code, String message) {
        return new ApiError(403, code, message);
    }

    static ApiError notFound(String message) {
        return new ApiError(404, "not_found", message);
    }

    static ApiError wrongState(String message) {
        return new ApiError(409, "wrong_state", message);
    }

    static ApiError tooLarge(String message) {
        return new ApiError(413, "too_large", message);
    }

    static ApiError unsupported(String message) {
        return new ApiError(415, "unsupported_media_type", message);
    }

    static ApiError refused(String message) {
        return new ApiError(422, "refused", message);
    }

    /** Well-formed, but wrong in so many ways: each is told. */
    static ApiError refused(List<String> faults) {
        return new ApiError(422, "refused", String.join("; ", faults), faults);
    }

    static ApiError tooMany(String message) {
        return new ApiError(429, "too_many_requests", message);
    }

    static ApiError unavailable(String message) {
        return new ApiError(503, "unavailable", message);
    }

    /** The usual words for a status that a library has chosen. */
    static ApiError ofStatus(int status) {
        return switch (status) {
            case 400 -> malformed("the request is malformed");
            case 401 -> unauthorised("a token is missing");
            case 403 -> forbidden("forbidden", "that is not allowed");
            case 404 -> notFound("there is nothing here");
            case 405 -> new ApiError(405, "method_not_allowed", "this method is not possible here");
            case 408 -> new ApiError(408, "timeout", "the request took too long");
            case 413 -> tooLarge("the request is too large");
            case 414 -> new ApiError(414, "too_large", "the address is too long");
            case 415 -> unsupported("this kind of content is not understood");
            case 431 -> new ApiError(431, "too_large", "the headers are too large");
            case 503 -> unavailable("not available now");
            default ->
                status >= 400 && status < 500
                        ? new ApiError(status, "malformed", "the request is not understood")
                        : new ApiError(status, "internal", "internal fault");
        };
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    /** {@code {"error":{"code":…,"message":…}}}, with {@code "faults":[…]} where there is a list of them. */
    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode error = body.putObject("error").put("code", code).put("message", String.valueOf(getMessage()));
        if (!faults.isEmpty()) {
            ArrayNode list = error.putArray("faults");
            faults.forEach(list::add);
        }
        return body;
    }
}
