import { BadRequestException } from '@nestjs/common';
import type { Request, Response } from 'express';
import multer from 'multer';

/** Takes a file while it arrives. */
export type TakeFile<T> = (fileName: string, body: AsyncIterable<Uint8Array>) => Promise<T>;

/**
 * Reads the one file of a multipart form and hands it on chunk by chunk: nothing of it is held here.
 * @returns what `take` answered, or undefined when no file was chosen. Throws BadRequestException when the form is not one, or stops in the
 * middle; what `take` throws itself passes through.
 */
export async function streamFile<T>(
  request: Request,
  response: Response,
  field: string,
  take: TakeFile<T>,
): Promise<T | undefined> {
  let answer: Promise<T> | undefined;
  const storage: multer.StorageEngine = {
    _handleFile(_request, file, done) {
      // What is refused early is still read to its end: a browser shows no answer before it has sent everything.
      answer = take(file.originalname, file.stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>);
      answer.then(
        () => file.stream.resume() && done(null, {}),
        (error: unknown) => done(error),
      );
    },
    _removeFile(_request, _file, done) {
      done(null);
    },
  };
  const read = multer({ storage, limits: { files: 1, fields: 5, fieldSize: 10_000 } }).single(field);
  await new Promise<void>((resolve, reject) => {
    void read(request, response, (error: unknown) => {
      if (!error) resolve();
      else if (request.destroyed || error instanceof multer.MulterError || answer === undefined)
        reject(new BadRequestException('The form could not be read.'));
      else reject(error);
    });
  });
  return answer;
}
