/** What the agent survives, and its application with it: the fault suite behind {@code docs/faults.md}. */
package io.closewait.it.fault;
