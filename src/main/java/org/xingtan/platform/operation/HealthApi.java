package org.xingtan.platform.operation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether this node can serve: migrations and demo done, database and file store there. */
@RestController
class HealthApi {

    record Health(String status, Map<String, String> parts) {}

    private final ApplicationAvailability availability;
    private final List<HealthPart> parts;

    HealthApi(ApplicationAvailability availability, List<HealthPart> parts) {
        this.availability = availability;
        this.parts = parts;
    }

    @GetMapping("/api/v1/health")
    ResponseEntity<Health> health() {
        var states = new LinkedHashMap<String, String>();
        states.put("application", state(availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC));
        parts.forEach(part -> states.put(part.name(), state(part.isUp())));
        var isUp = states.values().stream().allMatch("UP"::equals);
        return ResponseEntity.status(isUp ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
            .cacheControl(CacheControl.noStore())
            .body(new Health(state(isUp), states));
    }

    private static String state(boolean isUp) {
        return isUp ? "UP" : "DOWN";
    }
}
