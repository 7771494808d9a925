package org.xingtan.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentConversionNotSupportedException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.platform.persistence.DatabaseAway;

/** The only place where an exception becomes something somebody sees. Controllers never catch. */
@ControllerAdvice
class ErrorAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorAdvice.class);

    private final ErrorAnswers answers;

    ErrorAdvice(ErrorAnswers answers) {
        this.answers = answers;
    }

    @ExceptionHandler
    void refused(Refused refused, HttpServletRequest request, HttpServletResponse response) throws IOException {
        answers.answer(request, response, 422, "error.refused", List.of(), refused.verdict(), Map.of());
    }

    @ExceptionHandler
    void notFound(NotFound e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        answers.problem(request, response, 404, "error.not-found");
    }

    @ExceptionHandler
    void forbidden(Forbidden e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        answers.problem(request, response, 403, e.code());
    }

    @ExceptionHandler
    void problem(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (problem.members().get(Problem.RETRY_AFTER) instanceof Number seconds) {
            response.setHeader("Retry-After", seconds.toString());
        }
        answers.answer(request, response, problem.status(), problem.code(), problem.arguments(), null, problem.members());
    }

    @ExceptionHandler
    void changedMeanwhile(OptimisticLockingFailureException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        answers.problem(request, response, 409, "error.changed-meanwhile");
    }

    /** Also a file where a text is asked for. */
    @ExceptionHandler({HttpMessageNotReadableException.class, MultipartException.class, MethodArgumentConversionNotSupportedException.class})
    void malformed(Exception e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var tooLarge = e instanceof MaxUploadSizeExceededException || NestedExceptionUtils.getMostSpecificCause(e) instanceof BodyTooLarge;
        answers.problem(request, response, tooLarge ? 413 : 400, tooLarge ? "error.too-large" : "error.malformed");
    }

    /** An id in the address that is none is an address that is not there; a query parameter is simply wrong. */
    @ExceptionHandler
    void mismatch(MethodArgumentTypeMismatchException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var inPath = e.getParameter().hasParameterAnnotation(org.springframework.web.bind.annotation.PathVariable.class);
        answers.problem(request, response, inPath ? 404 : 400, inPath ? "error.not-found" : "error.malformed");
    }

    @ExceptionHandler
    void anything(Exception e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (e instanceof ErrorResponse known) {
            var status = known.getStatusCode().value();
            allowed(known).ifPresent(methods -> response.setHeader(HttpHeaders.ALLOW, methods));
            answers.problem(request, response, status, sentence(status));
        } else if (DatabaseAway.is(e)) {
            LOG.warn("The database does not answer: {} {}: {}", request.getMethod(), request.getRequestURI(), e.getMessage());
            answers.databaseAway(request, response);
        } else if (isNoValue(e)) {
            LOG.warn("No value for the database: {} {}", request.getMethod(), request.getRequestURI(), e);
            answers.problem(request, response, 400, "error.malformed");
        } else if (isClientGone(e)) {
            LOG.debug("The client went away: {}", request.getRequestURI());
        } else {
            LOG.error("Failed: {} {}", request.getMethod(), request.getRequestURI(), e);
            answers.problem(request, response, 500, "error.unexpected");
        }
    }

    /** What RFC 9110 has a 405 say. */
    private static Optional<String> allowed(ErrorResponse known) {
        return Optional.ofNullable(known.getHeaders().getFirst(HttpHeaders.ALLOW));
    }

    /** The sentence that a status of the framework or the container is told by. */
    static String sentence(int status) {
        return switch (status) {
            case 404 -> "error.not-found";
            case 405 -> "error.method";
            case 406, 415 -> "error.media-type";
            case 413 -> "error.too-large";
            default -> status >= 500 ? "error.unexpected" : "error.malformed";
        };
    }

    /** A value that no column could hold, e.g. a day of the year 999999 in a cursor: SQLSTATE class 22, "data exception". */
    private static boolean isNoValue(Exception e) {
        return NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException cause && String.valueOf(cause.getSQLState()).startsWith("22");
    }

    private static boolean isClientGone(Exception e) {
        return e instanceof IOException && !(e instanceof java.io.FileNotFoundException);
    }
}
