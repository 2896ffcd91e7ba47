/** What Spring Boot reads, and nothing else does: it names the meters to Spring Boot's registries. */
@NullMarked
package io.closewait.micrometer.autoconfigure;

import org.jspecify.annotations.NullMarked;
