/* eslint-disable no-console -- what a library prints is caught nowhere else */

/** Tells what libraries print as errors in place of printing it; returns how to end that. */
export function catchPrinted(tell: (said: unknown) => void): () => void {
  const print = console.error;
  console.error = tell;
  return () => {
    console.error = print;
  };
}
