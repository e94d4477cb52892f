import { ApplicationDto } from './application.dto';

/** CEB623, 撤销申请单 (`InvtCancel`). */
export class CancellationDto extends ApplicationDto {}
