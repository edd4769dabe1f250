import type { Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { Conflict, Invalid } from '../platform/errors.ts';
import { readUuidId } from '../platform/ids.ts';
import { getUsableTemplate, type Texts } from '../templates/index.ts';
import type { CampaignContent } from './campaign.ts';

type Given = {
  readonly body?: string;
  readonly language?: string;
  readonly texts?: Texts;
  readonly template_id?: string;
  readonly template_version?: number;
};

type Words = Pick<CampaignContent, 'body'> & Partial<Pick<CampaignContent, 'language' | 'texts' | 'mmsId'>>;

/** The words that a request brings, or those of the template that it names: a copy, which the template does not change any more. */
export async function readWords(ctx: Context, scope: Scope, given: Given): Promise<Words> {
  const { body, language, texts, template_id: template, template_version: version } = given;
  if (template === undefined) {
    if (version !== undefined)
      throw invalid(
        'text.version_of_nothing',
        'Say which template this is a version of.',
        '/template_version',
      );
    if (body === undefined)
      throw invalid('text.empty', 'Write a text in body, or name a template in template_id.', '/body');
    return { body, ...(language !== undefined && { language }), ...(texts !== undefined && { texts }) };
  }
  if (body !== undefined || texts !== undefined)
    throw invalid('text.body_or_template', 'Give a body or a template, not both.', '/template_id');
  const id = readUuidId('tpl', template);
  if (id === null)
    throw invalid('campaign.bad_reference', 'This is not the id of a template (tpl_…).', '/template_id');
  const found = await ctx.db.tx(scope.workspaceId, (tx) => getUsableTemplate(tx, id, version ?? null));
  if (found.channel !== 'text')
    throw new Conflict(
      'template.not_for_texts',
      `“${found.name}” holds words for mail: name a template for texts.`,
    );
  return {
    ...{ body: found.body, language: found.language, texts: found.texts },
    ...(found.mmsId && { mmsId: found.mmsId }),
  };
}

const invalid = (code: string, detail: string, pointer: string) =>
  new Invalid(code, detail, [{ pointer, code, detail }]);
