import { BadRequestException } from '@nestjs/common';
import { FILE_BYTES_MAX } from '@broker/disclosure';
import type { Request, Response } from 'express';
import multer from 'multer';

/** A file that came with a form; null where none was chosen. `isTooLarge`: it was cut off, and its content means nothing. */
export interface FormFile {
  fileName: string;
  content: Buffer;
}

const FIELD_BYTES_MAX = 200_000;

/** Reads a multipart form with one small file, which is held in memory alone. Throws BadRequestException where the form is none. */
export async function readForm(
  request: Request,
  response: Response,
  field: string,
): Promise<FormFile | 'too-large' | null> {
  const limits = { files: 1, fields: 10, fieldSize: FIELD_BYTES_MAX, fileSize: FILE_BYTES_MAX };
  const read = multer({ storage: multer.memoryStorage(), limits }).single(field);
  return new Promise((resolve, reject) => {
    void read(request, response, (error: unknown) => {
      if (error instanceof multer.MulterError && error.code === 'LIMIT_FILE_SIZE') return resolve('too-large');
      if (error) return reject(new BadRequestException('The form could not be read.'));
      const { file } = request;
      // A browser sends the name in UTF-8, which is read as Latin-1.
      resolve(
        file && file.size > 0
          ? { fileName: Buffer.from(file.originalname, 'latin1').toString('utf8'), content: file.buffer }
          : null,
      );
    });
  });
}
