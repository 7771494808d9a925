package org.xingtan.safety;

/**
 * Where occasions in person come from: each module that has some declares it as a bean, and nobody keeps a list of them. The view says what is there at this moment, so that
 * days which are moved, and what is called off, need not be told to anybody.
 *
 * @param kind what its occasions are known by, for good
 * @param text key of what people call one
 * @param view with the columns {@code id}, {@code unit_id} (who holds it and answers for it), {@code also_id} (a unit that sees it besides, or the same), {@code leader_id}
 *             (a person who leads it, or null), {@code title}, {@code place}, {@code first_day}, {@code last_day} and {@code state}, one of {@link Occasion.State}
 */
public record OccasionSource(String kind, String text, String view) {

    public OccasionSource {
        if (!kind.matches("[A-Z_]{1,30}") || !view.matches("[a-z]+\\.[a-z_]+_card")) {
            throw new IllegalArgumentException(kind + " " + view);
        }
    }

    String select() {
        return "select '" + kind + "' as kind, o.id, o.unit_id, o.also_id, o.leader_id, o.title, o.place, o.first_day, o.last_day, o.state from " + view + " o";
    }
}
