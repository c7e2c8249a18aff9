namespace BankFiles.Tests.Advices.Payers;

internal static class French
{
    public static Tongue Tongue { get; } = new("fr", "\u00a0", ",", ["dd/MM/yyyy", "dd.MM.yyyy", "d MMMM yyyy"],
        ["EUR", "EUR", "CHF", "CAD"],
        [
            "Établissements Crémieux SA", "Forêt Noire SARL", "Transports Lefèvre et Fils", "Hôpital Saint-Éloi",
            "Brasserie d'Anvers", "Société Générale des Eaux Douces", "Papeterie Noël SAS", "Métallerie du Rhône",
        ],
        "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
        Tongue.Read(
        """
        Advice=Avis de paiement|Avis de virement|Avis de règlement
        Payer=Payeur|Donneur d'ordre|Société|Émetteur
        Reference=Référence de paiement|Notre référence|N° de paiement|Référence du virement
        Date=Date de paiement|Date de valeur|Date du virement|Date de règlement
        Currency=Devise
        Total=Montant total|Montant du virement|Montant du paiement|Total payé
        TotalRow=Total|Total général|Montant total
        Document=N° facture|Numéro de facture|Facture|N° de facture|Votre facture
        OwnDocument=N° pièce|Notre pièce|Pièce interne
        DocumentDate=Date facture|Date|Date de facture
        Order=N° commande|Commande|Bon de commande
        Gross=Montant brut|Brut|Montant facture
        Discount=Escompte|Remise|Montant escompte
        Deduction=Retenue|Déduction|Déductions
        Reason=Motif|Commentaire|Motif de retenue
        Net=Montant net|Net payé|Montant payé|Net
        CarriedForward=À reporter|Sous-total à reporter
        BroughtForward=Report|Report page précédente
        Page=Page {0} sur {1}
        Regards=Cordialement|Bien cordialement|Salutations distinguées
        Greeting=Madame, Monsieur,|Bonjour,
        Intro=veuillez trouver ci-dessous le détail de notre règlement.|nous avons réglé les pièces suivantes.
        See=Vous trouverez notre avis en pièce jointe.|Le détail du règlement est joint.
        Account=Votre compte chez nous|N° fournisseur|Code fournisseur
        Reasons=Écart de prix|Livraison incomplète|Marchandise abîmée|Frais de port|Participation publicitaire|Retard
        Invoice=facture|votre facture|la facture
        CreditNote=avoir|votre avoir|l'avoir
        Less=moins|déduction faite de
        And=et
        PaidToday=Nous avons payé {0}. Le montant de {1} vous parviendra le {2} sous la référence {3}.
        Forwarded=---------- Message transféré ----------|-----Message d'origine-----
        ForwardPrefix=TR : |Fwd:
        Sender=De
        Recipient=À
        Sent=Envoyé|Date
        Subject=Objet
        Department=Comptabilité fournisseurs
        PaymentOf=Paiement {0} sur {1}
        Questions=Merci de ne pas répondre à ce message. Nos bureaux : 12 rue du Port, téléphone 01 55 50 10 00.
        """));
}
