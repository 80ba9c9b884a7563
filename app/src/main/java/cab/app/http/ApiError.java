package cab.app.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An answer that says why a request was not done. It is what the caller sees: no stack, no class names, no secrets. */
final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    ApiError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
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

    /** {@code {"error":{"code":…,"message":…}}}. */
    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("code", code).put("message", String.valueOf(getMessage()));
        return body;
    }
}
