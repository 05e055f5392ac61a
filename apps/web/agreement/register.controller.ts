import { Get, Render } from '@nestjs/common';
import { RegisterQueries } from '@broker/exchange';
import { paths } from '../paths.js';
import { Page, Public } from '../shell/act.decorator.js';
import { presentRegister } from './register.presenter.js';

/** The public register: which agreements are in force, who has signed them, and what flows. Names no person. */
@Page()
export class RegisterController {
  constructor(private readonly register: RegisterQueries) {}

  @Get(paths.register.pattern)
  @Public()
  @Render('agreement/register')
  async show() {
    return presentRegister(await this.register.read());
  }
}
