export { eraseAnswers, listAnswersOfNumber } from './session.queries.ts';
export { surveyJobs } from './surveys.jobs.ts';
export { surveyRoutes } from './surveys.routes.ts';
export { beginByKeyword, takeSurveyAnswer } from './take-survey-answer.ts';
