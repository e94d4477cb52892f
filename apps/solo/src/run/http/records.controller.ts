import { All, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { EmbeddedEngine } from '../embedded-engine';
import { readRecordBody } from '../record-body';
import { ProblemException } from './problem.filter';
import { ENGINE } from './tokens';

const BAD_LINES_SHOWN = 20;
/** With more than this undecided, new work is put off: memory does not suffer, but answers would come late. */
const BACKLOG_RECORDS_MAX = 500_000;

/** Records of partners, straight into the topics. */
@Controller('v1/records')
export class RecordsController {
  constructor(@Inject(ENGINE) private readonly engine: EmbeddedEngine) {}

  /** 202 once the records are on disk; a body with a bad line is refused as a whole. */
  @Post()
  @HttpCode(202)
  async take(@Req() request: Request): Promise<{ accepted: number; firstOffsets: Record<string, string> }> {
    const body: unknown = request.body;
    // A page of another site can send plain text or a form without asking first, but not this type.
    if (!request.is('application/x-ndjson') || !Buffer.isBuffer(body)) {
      throw new ProblemException(415, 'send application/x-ndjson');
    }
    const { records, bad } = readRecordBody(body);
    if (bad.length > 0) {
      const detail = `${bad.length} of the lines cannot be read; nothing of the body was taken`;
      throw new ProblemException(400, 'bad lines', { detail, lines: bad.slice(0, BAD_LINES_SHOWN) });
    }
    if (this.engine.backlogRecords() > BACKLOG_RECORDS_MAX) throw new ProblemException(503, 'too much is undecided');
    const first = await this.engine.accept(records);
    const texts = Object.entries(first).map(([topic, offset]) => [topic, offset.toString()]);
    return { accepted: records.length, firstOffsets: Object.fromEntries(texts) as Record<string, string> };
  }

  @All()
  refuse(@Res({ passthrough: true }) response: Response): never {
    response.setHeader('Allow', 'POST');
    throw new ProblemException(405, 'records are sent with POST');
  }
}
