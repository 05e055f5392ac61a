import { partnerRisk, partnerUtility } from '@broker/exchange';
import type { DepersonalisationReport } from '@broker/depersonalisation';
import { numberText, shareText } from '../format/numbers.js';
import { oneInText, questionText } from '../submissions/risk.presenter.js';

/** What partners are told of risk and utility: key and value. All of it can be counted in the release itself. */
export function partnerFigureRows(report: DepersonalisationReport): [string, string][] {
  const risk = partnerRisk(report);
  const utility = partnerUtility(report);
  return [
    ...(risk ? riskRows(risk) : []),
    ...(utility?.questions ?? []).map(({ question, answers, exactAnswers }): [string, string] => [
      `${questionText(question)}: exact`,
      `${numberText(exactAnswers)} of ${numberText(answers)} answers; the others lack a suppressed cell`,
    ]),
  ];
}

const riskRows = ({ prosecutor, homogeneity }: NonNullable<ReturnType<typeof partnerRisk>>): [string, string][] => [
  ['Chance to pick out a row', `${oneInText(prosecutor.maximum)} at most, ${shareText(prosecutor.average)} on average`],
  ['Areas and periods where one category is all there is', numberText(homogeneity.groups)],
];
