/**
 * The operator as it runs: what it hears of the API server and writes there, and what it serves. Data flows one way:
 *
 * <pre>
 * watches (Watchers) → Engine's inbox → World → Round (pure) → Answers → StatusWriter
 *                                what was stored → Happenings (pure) → EventRecorder
 * </pre>
 *
 * <p>One thread, the {@link dev.cpm.operator.controller.Engine}'s, owns the world, so nothing in it needs a lock, and
 * no two decisions can see the same free machine.
 */
package dev.cpm.operator.controller;
