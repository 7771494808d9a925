package org.xingtan.messaging;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The ways that are open on this installation. */
@Component
class Ways {

    private final List<Channel> channels;

    Ways(List<Channel> channels) {
        this.channels = channels;
    }

    boolean isOpen(Way way) {
        return channel(way).isPresent();
    }

    Optional<Channel> channel(Way way) {
        return channels.stream().filter(it -> it.isConfigured() && it.ways().contains(way)).findFirst();
    }
}
