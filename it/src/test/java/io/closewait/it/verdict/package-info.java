/** Real programs, real libraries, real servers: does the agent say of each what is wrong with it? Depends on the harness. */
package io.closewait.it.verdict;
