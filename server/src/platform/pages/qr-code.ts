import { toBuffer, toString as toText } from 'qrcode';

// A quarter of a code may be dirt or a fold of the paper.
const correction = { errorCorrectionLevel: 'Q', margin: 4 } as const;

export const qrSvg = (content: string): Promise<string> => toText(content, { ...correction, type: 'svg' });
export const qrPng = (content: string): Promise<Buffer> =>
  toBuffer(content, { ...correction, type: 'png', width: 1_024 });
