// What the components say by themselves, in Welsh. Their English is nhsuk-frontend's own.

/** The same sentence for every plural: Welsh says "3 nod", "1 nod" alike. */
const each = (sentence: string) => ({ zero: sentence, one: sentence, two: sentence, few: sentence, many: sentence, other: sentence });

export const welsh: Record<string, object> = {
  "nhsuk-character-count": {
    i18n: {
      charactersUnderLimit: each("Mae lle i %{count} nod arall"),
      charactersAtLimit: "Does dim lle i ragor o nodau",
      charactersOverLimit: each("Mae %{count} nod yn ormod"),
      wordsUnderLimit: each("Mae lle i %{count} gair arall"),
      wordsAtLimit: "Does dim lle i ragor o eiriau",
      wordsOverLimit: each("Mae %{count} gair yn ormod"),
    },
  },
  "nhsuk-password-input": {
    i18n: {
      showPassword: "Dangos",
      hidePassword: "Cuddio",
      showPasswordAriaLabel: "Dangos y cyfrinair",
      hidePasswordAriaLabel: "Cuddio’r cyfrinair",
      passwordShownAnnouncement: "Mae eich cyfrinair i’w weld",
      passwordHiddenAnnouncement: "Mae eich cyfrinair wedi’i guddio",
    },
  },
};
