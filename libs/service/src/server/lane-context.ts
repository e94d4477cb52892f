import { BaseRpcContext } from '@nestjs/microservices';

/** What a guard, interceptor or handler may know of a batch besides its records: where it comes from. */
export class LaneContext extends BaseRpcContext<[stage: string, lane: number]> {
  get stage(): string {
    return this.args[0];
  }

  get lane(): number {
    return this.args[1];
  }
}
