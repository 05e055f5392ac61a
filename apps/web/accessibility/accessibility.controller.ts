import { Get, Render } from '@nestjs/common';
import { paths } from '../paths.js';
import { Page, Public } from '../shell/act.decorator.js';

/** The accessibility statement. */
@Page()
export class AccessibilityController {
  @Get(paths.accessibility.pattern)
  @Public()
  @Render('accessibility/accessibility')
  show(): object {
    return {};
  }
}
