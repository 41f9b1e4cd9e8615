/** The rules of the contract, one file each: what a rule closes, what it limits, what breaks it and what mends it. */
package dev.cpm.operator.placement.rules;
