package org.xingtan.platform.web;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends a request byte by byte, as no client would, and gives back what comes. */
record Wire(int port) {

    String post(String address, String type, String body) throws IOException {
        return send("POST " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " + type + "\r\nContent-Length: "
            + body.length() + "\r\n\r\n" + body);
    }

    String send(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
