package io.closewait.core.library;

/** What a pool's own objects say of one of its connections. */
public enum PoolState {
    /** Given to a borrower who has not returned it. */
    LENT,
    /** Ready to be lent. */
    IDLE
}
