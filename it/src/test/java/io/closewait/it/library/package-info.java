/** What the agent knows of libraries, checked against the libraries themselves. */
package io.closewait.it.library;
