package org.xingtan.report;

import java.util.List;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.tally.Measure;

/**
 * A subtree laid out like a map: a block for each unit below, in it a tile for each unit below that one, colored by its
 * completion rate. Where nothing lies below the units, they are tiles of one block themselves.
 */
public record UnitMap(List<Block> blocks) {

    /** Above that many tiles a page shows the units below alone. */
    static final int TILES = 400;

    /** What a tile says. */
    static final List<Measure> SHOWN = List.of(Measure.ELIGIBLE, Measure.ENROLLED, Measure.COMPLETED);

    /** How many shades there are between nobody and everybody. */
    private static final int SHADES = 5;

    /** @param tiles empty where this unit is a tile itself */
    public record Block(Tile head, List<Tile> tiles) {}

    /** A unit and its rate. */
    public record Tile(OrganizationCard unit, Figures figures) {

        /** From 0 to 4; 5 for everybody, -1 where nobody has to take part. */
        public int shade() {
            return figures.eligible() == 0 ? -1
                : (int) Math.min(SHADES, figures.completed() * SHADES / figures.eligible());
        }
    }

    static UnitMap of(List<UnitStatistics.Part> children, List<UnitStatistics.Part> below) {
        return new UnitMap(children.stream().map(child -> new Block(new Tile(child.unit(), child.figures()),
            below.stream().filter(part -> child.unit().id().equals(part.unit().parent())).map(part -> new Tile(part.unit(), part.figures()))
                .toList())).toList());
    }

    /** The units below that have nothing below them. */
    public List<Tile> leaves() {
        return blocks.stream().filter(block -> block.tiles().isEmpty()).map(Block::head).toList();
    }

    public List<Block> branches() {
        return blocks.stream().filter(block -> !block.tiles().isEmpty()).toList();
    }
}
