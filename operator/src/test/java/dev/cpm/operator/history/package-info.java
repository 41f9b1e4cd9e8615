/** Every revision of every object of ours, as etcd has them, and the promises that all of them keep. */
package dev.cpm.operator.history;
