package io.closewait.it.programs.soak;

/** The life of one connection: opened, used, and closed by both sides when this returns, whatever went wrong in between. */
interface Encounter {
    /** @throws Exception what the encounter does not expect: the soak has failed */
    void once(Pair pair) throws Exception;
}
