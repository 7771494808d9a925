package org.xingtan.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.bulletin.BulletinId;
import org.xingtan.bulletin.BulletinText;
import org.xingtan.bulletin.Bulletins;
import org.xingtan.bulletin.DraftBulletin;
import org.xingtan.bulletin.PublishBulletin;
import org.xingtan.bulletin.Subject;
import tools.jackson.core.type.TypeReference;

/** Bulletins on the winter topic: some with their numbers, one that is still written. */
@Component
class DemoBulletins {

    private record Sample(String id, String by, String unit, int depth, String title, String body, @Nullable String ranking, boolean published) {}

    private final Bulletins bulletins;
    private final DraftBulletin draft;
    private final PublishBulletin publish;
    private final DemoPrograms programs;
    private final DemoActors actors;

    DemoBulletins(Bulletins bulletins, DraftBulletin draft, PublishBulletin publish, DemoPrograms programs, DemoActors actors) {
        this.bulletins = bulletins;
        this.draft = draft;
        this.publish = publish;
        this.programs = programs;
        this.actors = actors;
    }

    /** When everybody is counted: what stands in them is fixed. An earlier start has published the first already, which stays. */
    void publish() {
        var samples = DemoResources.json("bulletins.json", new TypeReference<List<Sample>>() {});
        if (bulletins.find(BulletinId.of(samples.getFirst().id())).isEmpty()) {
            samples.forEach(this::publish);
        }
    }

    private void publish(Sample sample) {
        var actor = actors.of(sample.by());
        var id = BulletinId.of(sample.id());
        draft.begin(actor, new DraftBulletin.Order(id, actors.unit(sample.unit()), new Subject.OfProgram(programs.winter()), sample.depth(),
            new BulletinText(sample.title(), sample.body(), sample.ranking())));
        if (sample.published()) {
            publish.publish(actor, id, 1);
        }
    }
}
