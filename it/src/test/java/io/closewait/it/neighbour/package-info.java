/** Other agents, containers and class loaders beside ours: the suite behind {@code docs/neighbours.md}. */
package io.closewait.it.neighbour;
