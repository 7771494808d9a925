package org.xingtan.roster;

/** What a plan does to how many rows; {@code rows} is the sum of the others. */
public record Totals(int rows, int create, int change, int transfer, int retire, int unchanged, int refused) {

    static Totals of(int create, int change, int transfer, int retire, int unchanged, int refused) {
        return new Totals(create + change + transfer + retire + unchanged + refused, create, change, transfer, retire, unchanged, refused);
    }

    /** How many rows something happens to. */
    public int doing() {
        return create + change + transfer + retire;
    }
}
