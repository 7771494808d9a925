package org.xingtan.platform.web;

import java.io.IOException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The description of the JSON contract. It is written by hand, and a test holds it and the addresses equal. */
@RestController
class OpenApi {

    private final byte[] description;

    OpenApi() throws IOException {
        description = new ClassPathResource("openapi.json").getContentAsByteArray();
    }

    @GetMapping(value = "/api/v1/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] description() {
        return description;
    }
}
