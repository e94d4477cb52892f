import { hash } from 'node:crypto';
import type { ChainHead, LaneRef } from '../ports/lane-store.port';
import { DecisionText } from './decision-text';
import type { JournalFact } from './packing';

/**
 * The hash chain over the decisions of a lane: link n = SHA-256(link n−1, line feed, the decision as JSON). Each link is
 * stored with its decision, the last one in the head of the entry, so the append that makes a decision durable makes its
 * place in the chain durable too, under the same fence. Whoever edits, removes or inserts a decision later has to write
 * every following link anew, and then misses the root that was published outside.
 */
export function chainStart({ stage, lane }: LaneRef): ChainHead {
  return { length: 0, link: digest(`sandan chain ${stage}/${lane}`) };
}

export function nextLink(link: string, decision: string): string {
  return digest(`${link}\n${decision}`);
}

/** What of a fact is a decision: the clearance it carries. */
export function decisionOf(fact: object): object | undefined {
  const { clearance } = fact as { clearance?: object };
  return clearance;
}

/** Gives every decision of a flush its link, in the order of the facts. */
export function linkDecisions(facts: JournalFact[], before: ChainHead): ChainHead {
  let { length, link } = before;
  for (const entry of facts) {
    const decision = decisionOf(entry[2]);
    if (!decision) continue;
    link = nextLink(link, DecisionText.of(decision));
    length++;
    entry[3] = link;
  }
  return { length, link };
}

/** 43 characters: 256 bits in base64url. */
function digest(text: string): string {
  return hash('sha256', text, 'base64url');
}
