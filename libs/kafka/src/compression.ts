import { CompressionCodecs, CompressionTypes } from 'kafkajs';
import * as zlib from 'node:zlib';

type Zstd = (data: Uint8Array, done: (error: Error | null, result: Buffer) => void) => void;

/**
 * Registers zstd where Node brings it (22.15 and later); gzip is built into kafkajs. A topic written with another codec
 * (snappy, lz4) stops the consumer with a clear error: set `compression.type` of the topic to gzip, zstd or uncompressed,
 * then the broker converts what writers send.
 */
export function registerCodecs(): void {
  const { zstdCompress, zstdDecompress } = zlib as { zstdCompress?: Zstd; zstdDecompress?: Zstd };
  if (!zstdCompress || !zstdDecompress) return;
  CompressionCodecs[CompressionTypes.ZSTD] = () => ({
    compress: (encoder: { buffer: Buffer }) => promised(zstdCompress, encoder.buffer),
    decompress: (data: Buffer) => promised(zstdDecompress, data),
  });
}

function promised(codec: Zstd, data: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    codec(data, (error, result) => (error ? reject(error) : resolve(result)));
  });
}
