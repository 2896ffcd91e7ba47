/**
 * What runs in the measured JVMs, with and without the agent: it knows nothing of the agent, but for {@code AgentView}, which
 * looks at the agent's own state where a benchmark is about that.
 */
@NullMarked
package io.closewait.bench.workload;

import org.jspecify.annotations.NullMarked;
