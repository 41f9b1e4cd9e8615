/**
 * Acceptance scenarios: a folder tells a story in numbered steps, what is applied and what must be
 * true then. The same stories and expectations hold for the offline plan and for the operator on a real API server.
 */
package dev.cpm.operator.scenario;
