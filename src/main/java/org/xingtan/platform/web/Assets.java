package org.xingtan.platform.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.xingtan.platform.NotFound;

/**
 * Style sheets, scripts and pictures under {@code static/}: read once, addressed by the hash of their content, kept for a
 * year by browsers, sent compressed.
 */
@Controller
public class Assets {

    private record Asset(byte[] plain, byte @Nullable [] gzip, MediaType type, String hash) {}

    private final Map<String, Asset> assets = new HashMap<>();

    Assets() throws IOException {
        var resolver = new PathMatchingResourcePatternResolver();
        for (var resource : resolver.getResources("classpath*:/static/*")) {
            var name = resource.getFilename();
            if (name != null && resource.isReadable() && name.contains(".")) {
                assets.put(name, asset(name, resource.getContentAsByteArray()));
            }
        }
    }

    /** @throws IllegalArgumentException when there is no such file: a mistake in a template */
    String address(String name) {
        var asset = assets.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("No asset " + name);
        }
        return "/assets/" + asset.hash + "/" + name;
    }

    @GetMapping("/assets/{hash}/{name}")
    ResponseEntity<byte[]> get(@PathVariable String hash, @PathVariable String name,
                               @RequestHeader(name = "Accept-Encoding", defaultValue = "") String encodings) {
        var asset = assets.get(name);
        if (asset == null) {
            throw new NotFound(name);
        }
        var fresh = hash.equals(asset.hash);
        var answer = ResponseEntity.ok()
            .cacheControl(fresh ? CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable() : CacheControl.noCache())
            .contentType(asset.type).header("Vary", "Accept-Encoding");
        return asset.gzip != null && encodings.contains("gzip")
            ? answer.header("Content-Encoding", "gzip").body(asset.gzip)
            : answer.body(asset.plain);
    }

    @GetMapping("/favicon.ico")
    ResponseEntity<byte[]> favicon() {
        return get("", "favicon.svg", "");
    }

    private static Asset asset(String name, byte[] bytes) throws IOException {
        var type = name.endsWith(".js") ? MediaType.parseMediaType("text/javascript;charset=UTF-8")
            : name.endsWith(".css") ? MediaType.parseMediaType("text/css;charset=UTF-8")
            : MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM);
        var compressible = name.endsWith(".js") || name.endsWith(".css") || name.endsWith(".svg");
        return new Asset(bytes, compressible ? gzip(bytes) : null, type, hash(bytes));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
