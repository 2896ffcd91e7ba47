/** What the tests need to start JVMs with the real jar and to compare what the agent says with what the kernel says. */
package io.closewait.it.harness;
