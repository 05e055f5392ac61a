import { Global, Module } from '@nestjs/common';
import { ADDRESS_BOOK } from '@broker/notices';
import { AddressBookService } from './officers/address-book.service.js';

/** The address book, for notices, which stand on a floor below and know people by id alone. */
@Global()
@Module({
  providers: [AddressBookService, { provide: ADDRESS_BOOK, useExisting: AddressBookService }],
  exports: [AddressBookService, ADDRESS_BOOK],
})
export class AddressBookModule {}
