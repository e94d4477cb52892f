import { isPassingCrash } from './passing-crash';

function named(name: string, cause?: Error): Error {
  const error = new Error(name, cause && { cause });
  error.name = name;
  return error;
}

describe('a crash of the consumer', () => {
  it('passes when a broker that has just started knows no coordinator yet: the process must not end for it', () => {
    const missing = named('KafkaJSGroupCoordinatorNotFound');
    expect(isPassingCrash(missing)).toBe(true);
    expect(isPassingCrash(named('KafkaJSNonRetriableError', missing))).toBe(true);
  });

  it('does not pass when no repetition can heal it', () => {
    expect(isPassingCrash(named('KafkaJSNotImplemented'))).toBe(false);
    expect(isPassingCrash(named('KafkaJSNonRetriableError', named('TypeError')))).toBe(false);
  });
});
