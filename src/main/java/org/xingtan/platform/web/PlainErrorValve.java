package org.xingtan.platform.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks where no request reached the application, because its address or headers cannot be read: one sentence in both
 * languages, as problem+json, without a word about the server.
 */
class PlainErrorValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(PlainErrorValve.class);

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        var status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var reference = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        LOG.debug("{} {}: not readable", reference, status);
        var body = """
            {"type":"about:blank","status":%d,"code":"error.malformed","title":"Not readable","detail":"\\u8bf7\\u6c42\\u8bfb\\u4e0d\\u61c2 · The request cannot be read.","reference":"%s"}"""
            .formatted(status, reference).getBytes(StandardCharsets.UTF_8);
        try {
            response.setContentType("application/problem+json");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException e) {
            LOG.debug("The client went away", e);
        }
    }
}
