package io.videocatalog.operations;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import io.videocatalog.model.User;
import io.videocatalog.model.Video;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;

/** Gives dev mode something to show: a few videos, once, in a catalogue that has nothing at all. */
@ApplicationScoped
@IfBuildProfile("dev")
class DevSamples {

    @Transactional
    void fill(@Observes StartupEvent started) {
        if (Video.count() > 0 || User.count() > 0) {
            return;
        }
        User owner = new User();
        owner.name = "Mina Sample";
        owner.email = "mina@example.org";
        owner.persist();
        add(owner, "A Trip to the Harbour", "Boats leave before sunrise, and one comes back with more than fish.");
        add(owner, "Seoul at Night", "Forty minutes of neon, rain and street food between Jongno and Hongdae.");
        add(null, "How a Clock Works", "A watchmaker takes a clock apart, explains each wheel, and puts it together again.");
    }

    private static void add(User owner, String name, String description) {
        Video video = new Video();
        video.name = name;
        video.description = description;
        video.owner = owner;
        video.persist();
    }
}
