import { createLogger } from './logger';

function capture() {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>);
  return { lines, logger: createLogger('solo', 'info', { write }) };
}

describe('a log line', () => {
  it('names its event and is one JSON object', () => {
    const { lines, logger } = capture();
    logger.info('started', { port: 8080, offset: 12n });
    expect(lines).toEqual([expect.objectContaining({ level: 'info', name: 'solo', event: 'started', offset: '12' })]);
  });

  it('holds no personal data even when a caller passes it', () => {
    const { lines, logger } = capture();
    logger.info('taken', { buyerIdNumber: '000000199001011234', consignee: '张三', orderNo: '7' });
    expect(lines[0]).toMatchObject({ buyerIdNumber: '[redacted]', consignee: '[redacted]', orderNo: '7' });
  });

  it("leaves out a parser's message, which quotes the text it met", () => {
    const { lines, logger } = capture();
    try {
      JSON.parse('{"buyerName":张三}');
    } catch (error) {
      logger.error('unreadable', error);
    }
    expect(lines[0]).toMatchObject({ event: 'unreadable', error: 'SyntaxError' });
    expect(JSON.stringify(lines[0])).not.toContain('张三');
  });

  it('below the level is not written', () => {
    const { lines, logger } = capture();
    logger.debug('detail');
    expect(lines).toEqual([]);
  });
});
